/// Reading strangers' JSON strictly and writing our own canonically.
@NullMarked
package aive.json;

import org.jspecify.annotations.NullMarked;
