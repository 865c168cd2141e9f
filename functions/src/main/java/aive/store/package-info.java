/// Storage and integrity checks of media, plans, and results.
@NullMarked
package aive.store;

import org.jspecify.annotations.NullMarked;
