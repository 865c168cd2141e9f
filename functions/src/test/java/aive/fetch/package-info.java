@NullMarked
package aive.fetch;

import org.jspecify.annotations.NullMarked;
