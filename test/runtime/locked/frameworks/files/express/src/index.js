const express = require('express');

express().get('/', (_, response) => response.send(`Express answers as ${process.getuid()}\n`)).listen(3000);
