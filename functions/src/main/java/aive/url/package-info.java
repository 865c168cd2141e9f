/// Text forms of what URLs name: rules that several packages share. Makes no connections.
@NullMarked
package aive.url;

import org.jspecify.annotations.NullMarked;
