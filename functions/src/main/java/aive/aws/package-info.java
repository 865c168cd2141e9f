/// The AWS SDK's clients, and what their failures mean in our terms.
@NullMarked
package aive.aws;

import org.jspecify.annotations.NullMarked;
