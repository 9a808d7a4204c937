#pragma once

// SOCI. Its Debian package was built with Boost but does not bring it; nothing of it is needed here.
#include <soci/soci-config.h>
#undef SOCI_HAVE_BOOST
#undef SOCI_HAVE_BOOST_DATE_TIME
#include <soci/soci.h> // IWYU pragma: export
