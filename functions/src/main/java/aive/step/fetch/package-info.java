/// Fetch media: every source once, checked and measured.
@NullMarked
package aive.step.fetch;

import org.jspecify.annotations.NullMarked;
