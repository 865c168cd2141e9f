/// Guarded HTTPS download: the only place where a stranger's URL is read. What reaches FFmpeg is a file that this package wrote.
@NullMarked
package aive.fetch;

import org.jspecify.annotations.NullMarked;
