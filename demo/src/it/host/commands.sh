# How the program is started, once app.jar, lib and plugins are in one folder. EmbeddingIT does so.

# tag::class-path
java -cp "app.jar:lib/*:plugins/*" com.example.host.Host
# end::class-path

# tag::module-path
java -p app.jar:lib:plugins -m com.example.host/com.example.host.Host
# end::module-path

# tag::mixed
java -p app.jar:lib -cp "plugins/*" -m com.example.host/com.example.host.Host
# end::mixed
