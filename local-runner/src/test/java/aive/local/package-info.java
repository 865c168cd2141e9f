@NullMarked
package aive.local;

import org.jspecify.annotations.NullMarked;
