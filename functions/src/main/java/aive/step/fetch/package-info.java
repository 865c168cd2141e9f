/// Fetch media: copies every source into the store once, and probes it.
@NullMarked
package aive.step.fetch;

import org.jspecify.annotations.NullMarked;
