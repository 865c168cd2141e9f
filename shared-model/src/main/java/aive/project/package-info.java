/// The validated project: the author's request with every default filled in.
@NullMarked
package aive.project;

import org.jspecify.annotations.NullMarked;
