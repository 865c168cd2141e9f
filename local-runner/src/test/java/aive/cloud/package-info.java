/// A stand-in for AWS, and tests of what the command line asks of it.
@NullMarked
package aive.cloud;

import org.jspecify.annotations.NullMarked;
