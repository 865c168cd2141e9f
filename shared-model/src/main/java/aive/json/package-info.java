/// Strict reading of untrusted JSON, and canonical writing of our own.
@NullMarked
package aive.json;

import org.jspecify.annotations.NullMarked;
