/// Local runs: the deployed state machine and functions on one machine, with a folder in place of S3.
@NullMarked
package aive.local;

import org.jspecify.annotations.NullMarked;
