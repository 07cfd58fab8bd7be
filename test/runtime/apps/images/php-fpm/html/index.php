<?php
// Keeps a session and a cache, as most applications do: the one in the directory for temporary files, the other at home.
session_start();
$_SESSION['visits'] = 1;
session_write_close();
$cache = getenv('HOME') . '/.cache';
is_dir($cache) || mkdir($cache);
echo count(glob(sys_get_temp_dir() . '/sess_*')) > 0 ? 'Session' : 'No session', ' in ', sys_get_temp_dir(),
  ', ', is_dir($cache) ? 'cache' : 'no cache', " in $cache\n";
