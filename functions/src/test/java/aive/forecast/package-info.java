@NullMarked
package aive.forecast;

import org.jspecify.annotations.NullMarked;
