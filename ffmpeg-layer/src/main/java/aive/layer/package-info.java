/// Makes the Lambda layer: FFmpeg as Maven Central has it, edited so that it starts on Amazon Linux 2023; the list of
/// fonts that Java2D needs;
/// licences. Runs at build time only.
@NullMarked
package aive.layer;

import org.jspecify.annotations.NullMarked;
