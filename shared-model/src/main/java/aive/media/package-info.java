/// Fetched and probed media: files and their properties.
@NullMarked
package aive.media;

import org.jspecify.annotations.NullMarked;
