/// Clients of S3, and the translation of their failures into our errors.
@NullMarked
package aive.aws;

import org.jspecify.annotations.NullMarked;
