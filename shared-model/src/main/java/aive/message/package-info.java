/// What the states of the state machine hand to each other: keys and counts, never content.
@NullMarked
package aive.message;

import org.jspecify.annotations.NullMarked;
