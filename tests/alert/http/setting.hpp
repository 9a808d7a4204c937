#pragma once

#include "alert/http/double.hpp"
#include "support/channel_setting.hpp"
