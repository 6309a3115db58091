#!/bin/bash
# codebuild-hash-files PATTERN...: prints one SHA-256 hash of the source's files that match, of their names and of what is in them.
shopt -s globstar nullglob dotglob
cd "$CODEBUILD_SRC_DIR" || exit
IFS= # a pattern with spaces is one pattern
files=()
for pattern in "$@"; do
    for file in $pattern; do
        if [ -f "$file" ]; then files+=("$file"); fi
    done
done
if [ ${#files[@]} = 0 ]; then
    echo "codebuild-hash-files: got '$*', expected patterns that match a file of $CODEBUILD_SRC_DIR" >&2
    exit 1
fi
printf '%s\0' "${files[@]}" | LC_ALL=C sort -zu | xargs -0 sha256sum -- | sha256sum | cut -d ' ' -f 1
