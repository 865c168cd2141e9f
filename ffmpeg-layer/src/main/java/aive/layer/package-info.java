/// Builds the Lambda layer at build time: FFmpeg from Maven Central, edited so that it starts on Amazon Linux 2023, the
/// list of fonts that Java2D needs, and licences.
@NullMarked
package aive.layer;

import org.jspecify.annotations.NullMarked;
