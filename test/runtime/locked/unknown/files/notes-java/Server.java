import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps what is posted in a file of its folder, and logs each request. */
public class Server {
  private static final Path FOLDER = Path.of(System.getenv("FUSEKI_DIR"));

  public static void main(String[] arguments) throws Exception {
    Path database = FOLDER.resolve("databases/notes.txt");
    Path log = FOLDER.resolve("logs/server.log");
    Files.writeString(log, "started\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    HttpServer server = HttpServer.create(new InetSocketAddress(3030), 0);
    server.createContext("/", exchange -> {
      try {
        if (exchange.getRequestMethod().equals("POST")) {
          Files.write(database, exchange.getRequestBody().readAllBytes(), StandardOpenOption.APPEND);
        }
        Files.writeString(log, exchange.getRequestMethod() + "\n", StandardOpenOption.APPEND);
        byte[] answer = ("notes answer\n" + Files.readString(database)).getBytes();
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
      } catch (Exception error) {
        error.printStackTrace();
        exchange.sendResponseHeaders(500, -1);
      } finally {
        exchange.close();
      }
    });
    server.start();
  }
}
