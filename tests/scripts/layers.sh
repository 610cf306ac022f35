#!/bin/sh
# The includes of the project hold to the layers.
. "$(dirname "$0")/tap"
is 'every include points down' "$("$root/scripts/check-layers")" ''
finish
