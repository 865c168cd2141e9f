/// From the JSON of a stranger to a valid project: three shapes of input, every problem at once, each with its JSON
/// pointer.
///
/// Names, defaults, and limits stand in `docs/reference/input.schema.json`, and tests hold that file and this package
/// together. Nothing here reads files or sockets: where a project lies in a bucket, [aive.input.ProjectDownload] gets
/// it.
@NullMarked
package aive.input;

import org.jspecify.annotations.NullMarked;
