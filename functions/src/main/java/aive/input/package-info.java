/// Parses and validates the input: three shapes, all problems at once, each with its JSON pointer.
///
/// Tests compare names, defaults, and limits with `docs/reference/input.schema.json`. This package reads no files or
/// sockets: [aive.input.ProjectDownload] reads stored projects.
@NullMarked
package aive.input;

import org.jspecify.annotations.NullMarked;
