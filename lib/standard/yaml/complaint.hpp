#pragma once

#include "base/diagnostic.hpp"

#include <yaml-cpp/exceptions.h>

namespace plumbline::standard {

/// Says what yaml-cpp's parser found in the words of somebody who writes YAML.
void complain(const YAML::Exception& exception, const base::Place& at, base::Diagnostics& diagnostics);

} // namespace plumbline::standard
