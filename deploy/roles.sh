#!/bin/sh
# The two roles of the database (docs/operations.md), when the container's cluster is made.
set -eu
psql -v ON_ERROR_STOP=1 -v owner="$OWNER_PASSWORD" -v works="$WORKS_PASSWORD" -U postgres <<'SQL'
CREATE ROLE jinchuanggu LOGIN PASSWORD :'owner';
CREATE ROLE jinchuanggu_works LOGIN PASSWORD :'works';
CREATE DATABASE jinchuanggu OWNER jinchuanggu;
SQL
