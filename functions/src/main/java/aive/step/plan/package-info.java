/// Plan chunks: project and probes become a timeline, the timeline becomes chunks.
@NullMarked
package aive.step.plan;

import org.jspecify.annotations.NullMarked;
