/// The whole system on one machine: the deployed state machine, the deployed functions, a folder in place of S3.
@NullMarked
package aive.local;

import org.jspecify.annotations.NullMarked;
