/// What all steps share: JSON in and out, a deadline, a folder to work in, what earlier steps left in the store.
@NullMarked
package aive.step;

import org.jspecify.annotations.NullMarked;
