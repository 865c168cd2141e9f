@NullMarked
package aive.lambda;

import org.jspecify.annotations.NullMarked;
