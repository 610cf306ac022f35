#!/bin/sh
# check-layers finds a breach of each kind.
exec "$(dirname "$0")/../../scripts/check-layers" --selftest
