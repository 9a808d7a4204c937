pkg_check_modules(AUGEAS REQUIRED IMPORTED_TARGET augeas)
target_link_libraries(plumbline_resource PUBLIC PkgConfig::AUGEAS)
