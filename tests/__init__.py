"""The tests mirror src/backstride; beside them stand the specification, properties and checks."""
