<?php
// Keeps what it is given as the example says: the session in its own path, the upload in the claim, the password in a file.
session_start();
$_SESSION['visits'] = ($_SESSION['visits'] ?? 0) + 1;
$upload = $_FILES['picture'] ?? null;
$isKept = $upload !== null && move_uploaded_file($upload['tmp_name'], '/var/www/uploads/picture.txt');
echo 'visit ', $_SESSION['visits'], ', password ', file_get_contents('/run/secrets/gallery/database-password'),
  ', upload ', $isKept ? 'kept' : 'missing', "\n";
