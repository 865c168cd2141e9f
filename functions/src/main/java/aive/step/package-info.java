/// Shared code of the steps: JSON input and output, deadlines, temporary folders, and the documents of earlier steps.
@NullMarked
package aive.step;

import org.jspecify.annotations.NullMarked;
