@NullMarked
package aive.engine;

import org.jspecify.annotations.NullMarked;
