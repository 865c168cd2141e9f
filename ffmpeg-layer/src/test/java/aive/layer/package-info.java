@NullMarked
package aive.layer;

import org.jspecify.annotations.NullMarked;
