@NullMarked
package aive.url;
import org.jspecify.annotations.NullMarked;
