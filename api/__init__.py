"""The GraphQL server: schema derived from the model, compiler, execution, HTTP; never imports `loaders`."""
