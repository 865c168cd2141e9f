/// The command line: options in, progress on stderr, the result on stdout, an exit code.
@NullMarked
package aive.cli;

import org.jspecify.annotations.NullMarked;
