@NullMarked
package aive.http;
import org.jspecify.annotations.NullMarked;
