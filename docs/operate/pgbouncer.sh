# Writes down who may come, for its own eyes only, and becomes the pooler. The file to read is the one argument.
set -eu
umask 077
printf '"%s" "%s"\n' "$POSTGRES_USER" "$POSTGRES_PASSWORD" >/tmp/pgbouncer-users.txt
exec pgbouncer "$1"
