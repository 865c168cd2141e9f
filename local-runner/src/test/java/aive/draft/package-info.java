@NullMarked
package aive.draft;

import org.jspecify.annotations.NullMarked;
