/// A guarded HTTPS client: it connects to public addresses only. Downloads and callbacks share it.
@NullMarked
package aive.http;
import org.jspecify.annotations.NullMarked;
