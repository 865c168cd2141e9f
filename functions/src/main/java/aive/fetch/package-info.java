/// Downloads media from the Internet and from S3 into files. FFmpeg reads only files that this package wrote.
@NullMarked
package aive.fetch;
import org.jspecify.annotations.NullMarked;
