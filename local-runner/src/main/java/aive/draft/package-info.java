/// Makes the first draft of a project from a transcript with times and a folder of clips: `./aive new`.
@NullMarked
package aive.draft;

import org.jspecify.annotations.NullMarked;
