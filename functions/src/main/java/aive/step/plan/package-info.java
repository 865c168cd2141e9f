/// Plan chunks: builds the timeline from project and media, and divides it into chunks.
@NullMarked
package aive.step.plan;

import org.jspecify.annotations.NullMarked;
