@NullMarked
package aive.notify;

import org.jspecify.annotations.NullMarked;
